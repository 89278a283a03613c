namespace DeepWiki.Tests.Support.Telemetry;

/// <summary>One instrument that a service exported, without its points.</summary>
internal sealed record ReceivedMetric(string Service, string Meter, string Name, string Unit)
{
    /// <summary>Reads an <c>ExportMetricsServiceRequest</c>.</summary>
    public static IEnumerable<ReceivedMetric> ReadAll(ProtobufMessage request) =>
        from resource in request.Messages(1)
        let service = ReceivedAttributes.ReadService(resource)
        from scope in resource.Messages(2)
        from metric in scope.Messages(2)
        select new ReceivedMetric(service, scope.Message(1).Text(1), metric.Text(1), metric.Text(3));
}
