using System.Diagnostics;
using OpenTelemetry;

namespace DeepWiki.ServiceDefaults.Masking;

/// <summary>Masks the texts of a span on its way to the exporter.</summary>
internal sealed class MaskingSpanProcessor(TextMask mask) : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        List<(string Name, string Value)>? masked = null;
        foreach (ref readonly var tag in data.EnumerateTagObjects())
        {
            if (tag.Value is string text && mask.Hide(text) is var clean && !ReferenceEquals(clean, text))
            {
                (masked ??= []).Add((tag.Key, clean));
            }
        }

        foreach (var (name, value) in masked ?? [])
        {
            data.SetTag(name, value);
        }

        data.DisplayName = mask.Hide(data.DisplayName);
        if (data.StatusDescription is { } description)
        {
            data.SetStatus(data.Status, mask.Hide(description));
        }
    }
}
