namespace DeepWiki.ChatApi.Asks.Requests;

/// <summary>Caller of an ask.</summary>
/// <param name="Name">Hash of the API key or cookie; null for one without a name.</param>
/// <param name="Counted">Name that limits count the caller by; null for one who is not limited.</param>
/// <param name="Enter">Takes the right to ask one question, given back when disposed; null for one who is not limited.</param>
internal sealed record AskCaller(string? Name, string? Counted, Func<IDisposable?> Enter);
