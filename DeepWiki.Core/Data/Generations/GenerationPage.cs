using DeepWiki.Core.Errors;

namespace DeepWiki.Core.Data.Generations;

/// <summary>A page as a generation has it.</summary>
/// <param name="PageId">Key inside the database.</param>
/// <param name="Plan">Title, files and reason.</param>
/// <param name="State">State of the page.</param>
/// <param name="IsStale">True when its lines changed and it could not be written anew.</param>
/// <param name="Error">Error of a page that failed; null for any other.</param>
/// <param name="UpdatedAt">Time of the last change of its state.</param>
public sealed record GenerationPage(int PageId, PlannedPage Plan, PageState State, bool IsStale, DeepWikiException? Error, DateTimeOffset UpdatedAt);
