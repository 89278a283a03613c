using StackExchange.Redis;

namespace DeepWiki.Core.Caching;

/// <summary>The hash in which Redis keeps the facts of an ask.</summary>
internal static class AskRows
{
    public const string Commit = "commit";
    public const string Control = "control";

    private const string Caller = "caller";
    private const string Conversation = "conversation";
    private const string Message = "message";
    private const string Deterministic = "deterministic";
    private const string TraceId = "traceId";
    private const string Request = "request";
    private const string Replica = "replica";

    public static HashEntry[] Write(AskFacts facts) =>
    [
        new(Caller, facts.Caller ?? ""),
        new(Conversation, facts.Conversation),
        new(Message, facts.Message),
        new(Deterministic, facts.IsDeterministic ? "1" : "0"),
        new(TraceId, facts.TraceId),
        new(Request, facts.Request),
        new(Commit, facts.Commit ?? ""),
        new(Replica, facts.Replica),
    ];

    /// <summary>Null when a fact is missing.</summary>
    public static AskFacts? Read(HashEntry[] entries)
    {
        var fields = entries.ToDictionary(entry => (string)entry.Name!, entry => (string)entry.Value!); // A hash has no nulls.
        return fields.TryGetValue(Request, out var request) && fields.TryGetValue(Message, out var message)
            && fields.TryGetValue(Conversation, out var conversation)
            ? new AskFacts(
                NullIfEmpty(fields.GetValueOrDefault(Caller)), conversation, message, fields.GetValueOrDefault(Deterministic) == "1",
                fields.GetValueOrDefault(TraceId) ?? "", request)
            {
                Commit = NullIfEmpty(fields.GetValueOrDefault(Commit)),
                Replica = fields.GetValueOrDefault(Replica) ?? "",
            }
            : null;
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
