using DeepWiki.ChatApi.Http;

namespace DeepWiki.ChatApi.Wikis.Views;

/// <summary>A wiki as clients see it.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="Title">Title of its repository; empty before the first plan.</param>
/// <param name="Description">Description of the repository.</param>
/// <param name="Repository">The repository.</param>
/// <param name="Ref">A branch, tag or commit; null for the head of the default branch.</param>
/// <param name="Commit">The commit readers see; null before the first plan.</param>
/// <param name="Language">Code of its language.</param>
/// <param name="Detail">comprehensive or concise.</param>
/// <param name="State">queued, running, ready, partial, failed or cancelled.</param>
/// <param name="Generation">Number of the generation readers see; null before the first plan.</param>
/// <param name="Pages">Pages of that generation, counted.</param>
/// <param name="Behind">Distance to the head of the repository; null when it is not known.</param>
/// <param name="Policy">auto, ask or webhook.</param>
/// <param name="Provider">Provider that writes it.</param>
/// <param name="Model">Model that writes it.</param>
/// <param name="Usage">Tokens and cost of that generation.</param>
/// <param name="Job">Id of its latest job; null for none.</param>
/// <param name="Error">Reason of a job that failed; null for none.</param>
/// <param name="Warnings">Facts a maintainer should know, such as faults of the steering file.</param>
/// <param name="Origin">server for those made here.</param>
/// <param name="CreatedAt">Time it was asked for first.</param>
/// <param name="UpdatedAt">Time of its last change.</param>
internal sealed record WikiView(
    string Id,
    string Title,
    string Description,
    WikiRepositoryView Repository,
    string? Ref,
    string? Commit,
    string Language,
    string Detail,
    string State,
    int? Generation,
    PageCountsView Pages,
    BehindView? Behind,
    string Policy,
    string Provider,
    string Model,
    UsageView Usage,
    string? Job,
    ErrorView? Error,
    IReadOnlyList<string> Warnings,
    string Origin,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);
