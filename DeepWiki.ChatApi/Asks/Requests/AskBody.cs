using DeepWiki.ChatApi.Repositories.Bodies;

namespace DeepWiki.ChatApi.Asks.Requests;

/// <summary>A question to answer.</summary>
internal sealed record AskBody
{
    /// <summary>The repository: by its address or by its id.</summary>
    public required AskedRepositoryBody Repository { get; init; }

    /// <summary>The question, of at most 32,000 characters.</summary>
    /// <example>How are failed jobs retried?</example>
    public required string Question { get; init; }

    /// <summary>16 to 64 random characters: the same ones from the same caller within ten minutes join the ask they led to.</summary>
    public string? RequestId { get; init; }

    /// <summary>Conversation that it goes on with; absent for a new one.</summary>
    public string? Conversation { get; init; }

    /// <summary>Edit key of that conversation.</summary>
    public string? Key { get; init; }

    /// <summary>Messages before the question, where there is no conversation.</summary>
    public IReadOnlyList<AskHistoryBody>? History { get; init; }

    /// <summary>answer (default) or research.</summary>
    public string? Mode { get; init; }

    /// <summary>Rounds of a research, 1 to 5; absent for 5.</summary>
    public int? Rounds { get; init; }

    /// <summary>A file that the question is asked beside.</summary>
    public string? Path { get; init; }

    /// <summary>Lines that the question is asked beside.</summary>
    public SelectionBody? Selection { get; init; }

    /// <summary>Provider that answers; absent for the default one.</summary>
    public string? Provider { get; init; }

    /// <summary>Model that answers; absent for that of the provider.</summary>
    public string? Model { get; init; }

    /// <summary>Code of the language to answer in; absent for the default one.</summary>
    public string? Language { get; init; }

    public FiltersBody? Filters { get; init; }

    /// <summary>Token of a private repository.</summary>
    public string? Token { get; init; }

    /// <summary>Seconds that the ask goes on without a reader, 0 to 600; absent for 30.</summary>
    public int? KeepSeconds { get; init; }
}
