using Microsoft.Extensions.Logging;

namespace DeepWiki.Tests.Support.Telemetry;

/// <summary>One exported log record. Ids are lower-case hexadecimal, and empty outside of a span.</summary>
internal sealed record ReceivedLog(string Service, string Category, LogLevel Level, string Body, string TraceId, string SpanId, ReceivedAttributes Attributes)
{
    // OTLP has four severities for each level, from 1 on.
    private const int SeveritiesPerLevel = 4;

    /// <summary>Reads an <c>ExportLogsServiceRequest</c>.</summary>
    public static IEnumerable<ReceivedLog> ReadAll(ProtobufMessage request) =>
        from resource in request.Messages(1)
        let service = ReceivedAttributes.ReadService(resource)
        from scope in resource.Messages(2)
        from log in scope.Messages(2)
        select new ReceivedLog(
            service,
            scope.Message(1).Text(1),
            (LogLevel)((log.Number(2) - 1) / SeveritiesPerLevel),
            ReceivedAttributes.ReadValue(log.Message(5)),
            log.Hex(9),
            log.Hex(10),
            ReceivedAttributes.Read(log, 6));
}
