using DeepWiki.ChatApi.Asks.Replay;
using DeepWiki.ChatApi.Chat;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Answering.Requests;

namespace DeepWiki.ChatApi.Asks;

/// <summary>An ask to answer, all that it needs found.</summary>
/// <param name="Ask">The ask.</param>
/// <param name="Question">The question.</param>
/// <param name="Repository">The repository, opened for the caller.</param>
/// <param name="Intent">The answer that is wanted.</param>
internal sealed record AskRun(RunningAsk Ask, CheckedQuestion Question, OpenedRepository Repository, AnswerIntent Intent)
{
    /// <summary>Given back when the answer has ended; null for a caller who is not limited.</summary>
    public IDisposable? Right { get; init; }

    /// <summary>Frames that another replica logged of the answer before; null for an answer that is new.</summary>
    public ReplayedFrames? Replayed { get; init; }
}
