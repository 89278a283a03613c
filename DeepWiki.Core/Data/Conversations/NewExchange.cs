namespace DeepWiki.Core.Data.Conversations;

/// <summary>A question that is being answered.</summary>
/// <param name="Conversation">Public id of the conversation, which is made when it is not there.</param>
/// <param name="RepositoryId">The repository it is about.</param>
/// <param name="Caller">Hash of the caller; null for one without a name.</param>
/// <param name="Question">The question.</param>
/// <param name="Answer">Public id of the answer.</param>
/// <param name="Ask">Ask that answers.</param>
/// <param name="Mode"><c>answer</c> or <c>research</c>.</param>
/// <param name="Provider">Provider that answers.</param>
/// <param name="Model">Model that answers.</param>
/// <param name="TraceId">Trace of the answer.</param>
public sealed record NewExchange(
    string Conversation, int RepositoryId, string? Caller, string Question, string Answer, string Ask, string Mode, string Provider, string Model,
    string TraceId)
{
    /// <summary>Messages that came before in a conversation that is new here, oldest first; none otherwise.</summary>
    public IReadOnlyList<(bool IsAnswer, string Text)> History { get; init; } = [];
}
