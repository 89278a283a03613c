using DeepWiki.Core.Prompts;

namespace DeepWiki.Core.Data.Generations;

/// <summary>Identity of a wiki: there is one of each.</summary>
/// <param name="RepositoryId">The repository.</param>
/// <param name="Ref">A branch, tag or commit of it; empty for the head of the default branch.</param>
/// <param name="Language">Code of the language it is written in.</param>
/// <param name="Detail">Sections and many pages, or few pages.</param>
public sealed record WikiIdentity(int RepositoryId, string Ref, string Language, OutlineDetail Detail);
