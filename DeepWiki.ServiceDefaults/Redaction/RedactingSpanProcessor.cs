using System.Diagnostics;
using OpenTelemetry;

namespace DeepWiki.ServiceDefaults.Redaction;

/// <summary>Redacts the texts of a span on its way to the exporter.</summary>
internal sealed class RedactingSpanProcessor(TextRedactor redactor) : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        List<(string Name, string Value)>? redacted = null;
        foreach (ref readonly var tag in data.EnumerateTagObjects())
        {
            if (tag.Value is string text && redactor.Redact(text) is var clean && !ReferenceEquals(clean, text))
            {
                (redacted ??= []).Add((tag.Key, clean));
            }
        }

        foreach (var (name, value) in redacted ?? [])
        {
            data.SetTag(name, value);
        }

        data.DisplayName = redactor.Redact(data.DisplayName);
        if (data.StatusDescription is { } description)
        {
            data.SetStatus(data.Status, redactor.Redact(description));
        }
    }
}
