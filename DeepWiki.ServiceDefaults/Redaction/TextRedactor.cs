namespace DeepWiki.ServiceDefaults.Redaction;

/// <summary>Redacts what looks like a credential in texts before they leave for telemetry or the console.</summary>
/// <param name="Redact">Gives the same instance when there is nothing to redact; called for each line and attribute.</param>
internal sealed record TextRedactor(Func<string, string> Redact)
{
    public static TextRedactor None { get; } = new(text => text);
}
