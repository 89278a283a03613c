using OpenTelemetry;
using OpenTelemetry.Logs;

namespace DeepWiki.ServiceDefaults.Redaction;

/// <summary>Redacts the texts of a log record on its way to the exporter, its exception included.</summary>
internal sealed class RedactingLogProcessor(TextRedactor redactor) : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        data.FormattedMessage = data.FormattedMessage is { } message ? redactor.Redact(message) : null;
        data.Body = data.Body is { } body ? redactor.Redact(body) : null;
        var attributes = data.Attributes?.Select(Clean).ToList();
        if (data.Exception is { } exception && exception.ToString() is var all && redactor.Redact(all) is var clean && !ReferenceEquals(clean, all))
        {
            // An exception's own texts cannot be changed; these attributes are how it would be exported.
            (attributes ??= []).AddRange(
            [
                new("exception.type", exception.GetType().FullName),
                new("exception.message", redactor.Redact(exception.Message)),
                new("exception.stacktrace", clean),
            ]);
            data.Exception = null;
        }

        data.Attributes = attributes;
    }

    private KeyValuePair<string, object?> Clean(KeyValuePair<string, object?> attribute) =>
        attribute.Value is string text ? new(attribute.Key, redactor.Redact(text)) : attribute;
}
