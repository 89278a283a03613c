namespace DeepWiki.Tests.Support.Chat;

/// <summary>An answer as a client sees it.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Body">Its text.</param>
/// <param name="Headers">All its headers, by lower-case name.</param>
internal sealed record RestReply(int Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
