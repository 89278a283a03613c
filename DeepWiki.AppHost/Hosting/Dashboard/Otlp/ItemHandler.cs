namespace DeepWiki.AppHost.Hosting.Dashboard.Otlp;

/// <summary>Takes one span, log record or metric of a request, not yet read.</summary>
internal delegate void ItemHandler(TelemetryOrigin origin, ProtobufReader item);
