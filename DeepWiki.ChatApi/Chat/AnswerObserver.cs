using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Jobs;

namespace DeepWiki.ChatApi.Chat;

/// <summary>A transport that is told more of an answer than its events, and may steer it.</summary>
internal sealed record AnswerObserver
{
    /// <summary>For transports that send text alone.</summary>
    public static AnswerObserver None { get; } = new();

    /// <summary>Told how the index job goes on that the answer waits for; null when nobody asks.</summary>
    public Action<JobStatus>? Indexing { get; init; }

    /// <summary>Told of the index that the answer is made from, before it begins; null when nobody asks.</summary>
    public Func<ActiveIndex, Task>? Indexed { get; init; }

    /// <summary>The only commit that the answer may be about; null for the newest.</summary>
    public string? Commit { get; init; }

    /// <summary>Fires when a research is to conclude with what it has.</summary>
    public CancellationToken Conclude { get; init; }
}
