namespace DeepWiki.AppHost.Hosting.Dashboard.Otlp;

/// <summary>Reads a log record.</summary>
internal static class LogReader
{
    public static OtlpLog Read(ProtobufReader log, string scope, long now)
    {
        var (time, observed, severity, text) = (0L, 0L, LogSeverity.Information, "");
        string? traceId = null, spanId = null;
        List<TelemetryAttribute> attributes = [];
        while (log.Next())
        {
            switch (log.Field)
            {
                case 1: time = log.ReadTime(); break;
                case 2: severity = SeverityOf(log.ReadVarint()); break;
                case 5: text = AttributeReader.ReadValue(log.ReadMessage(), BoundedText.MaxLogText); break;
                case 6: AttributeReader.AddTo(attributes, log.ReadMessage()); break;
                case 9: traceId = log.ReadId(SpanReader.TraceIdLength); break;
                case 10: spanId = log.ReadId(SpanReader.SpanIdLength); break;
                case 11: observed = log.ReadTime(); break;
                default: log.Skip(); break;
            }
        }

        time = time > 0 ? time : observed > 0 ? observed : now;
        return new OtlpLog(time, severity, scope, text, traceId, spanId, attributes);
    }

    // Four numbers a level, from 1; 0 says nothing.
    private static LogSeverity SeverityOf(ulong number) =>
        number == 0 ? LogSeverity.Information : (LogSeverity)Math.Min((number - 1) / 4, (ulong)LogSeverity.Critical);
}
