namespace DeepWiki.ServiceDefaults.Masking;

/// <summary>What telemetry and the console do to a text before it leaves: hide what looks like a credential.</summary>
/// <param name="Hide">Gives the same instance when there is nothing to hide; called for each line and attribute.</param>
internal sealed record TextMask(Func<string, string> Hide)
{
    public static TextMask None { get; } = new(text => text);
}
