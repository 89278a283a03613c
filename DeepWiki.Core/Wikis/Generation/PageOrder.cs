using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Models.Catalog;

namespace DeepWiki.Core.Wikis.Generation;

/// <summary>A page to write, with all that its writer must know.</summary>
/// <param name="Generation">Generation it belongs to.</param>
/// <param name="Page">The page.</param>
/// <param name="Pages">All pages of the generation, in reading order.</param>
/// <param name="Repository">Name of the repository.</param>
/// <param name="Model">Model that writes it, or provider <c>local</c>.</param>
public sealed record PageOrder(
    WikiGeneration Generation, GenerationPage Page, IReadOnlyList<GenerationPage> Pages, string Repository, ResolvedModel Model);
