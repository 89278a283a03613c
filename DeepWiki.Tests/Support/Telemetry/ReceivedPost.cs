namespace DeepWiki.Tests.Support.Telemetry;

/// <summary>One request of an OTLP exporter.</summary>
/// <param name="Path">Of the signal: <c>/v1/traces</c>, <c>/v1/logs</c> or <c>/v1/metrics</c>.</param>
/// <param name="ContentType">Empty when there was none.</param>
/// <param name="Key">The header <c>x-otlp-api-key</c>; empty when there was none.</param>
/// <param name="Body">One character a byte, decompressed.</param>
internal sealed record ReceivedPost(string Path, string ContentType, string Key, string Body);
