using DeepWiki.Core.Git;

namespace DeepWiki.Indexer.Pipeline;

/// <summary>A repository whose objects are here: one commit of it, nothing else is read.</summary>
internal sealed record FetchedRepository(string GitDirectory, ObjectId Commit);
