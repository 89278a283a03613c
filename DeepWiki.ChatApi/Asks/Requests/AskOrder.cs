using DeepWiki.ChatApi.Chat.Requests;
using DeepWiki.Core.Answering.Requests;

namespace DeepWiki.ChatApi.Asks.Requests;

/// <summary>An ask whose request was checked.</summary>
/// <param name="Request">The question as the engine takes it.</param>
/// <param name="Intent">The answer that is wanted.</param>
/// <param name="Mode">answer or research.</param>
/// <param name="Stored">The request as JSON without token and key, for a replica that takes the ask over.</param>
internal sealed record AskOrder(ChatRequest Request, AnswerIntent Intent, string Mode, string Stored)
{
    public static readonly TimeSpan DefaultKeep = TimeSpan.FromSeconds(30);

    /// <summary>Conversation that it goes on with, the caller's right to it seen; null for a new one.</summary>
    public string? Conversation { get; init; }

    /// <summary>Id under which the caller may repeat the request; null for none.</summary>
    public string? RequestId { get; init; }

    /// <summary>True when the stored request says all that the answer depends on.</summary>
    public bool IsRepeatable { get; init; } = true;

    /// <summary>Time that it goes on without a reader.</summary>
    public TimeSpan Keep { get; init; } = DefaultKeep;

    /// <summary>Facts that the asker is told of before the answer.</summary>
    public IReadOnlyList<(string Code, string Message)> Notices { get; init; } = [];
}
