namespace DeepWiki.ChatApi.Webhooks;

/// <summary>A push to a branch.</summary>
/// <param name="Branch">Name of the branch.</param>
/// <param name="Commit">The commit it leads to now, in hexadecimal.</param>
internal sealed record Push(string Branch, string Commit);
