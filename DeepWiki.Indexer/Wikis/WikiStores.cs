using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Generations.Pages;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Repositories;

namespace DeepWiki.Indexer.Wikis;

/// <summary>Stores that writing a wiki reads and fills.</summary>
internal sealed record WikiStores(
    WikiStore Wikis, GenerationStore Generations, PageTaskStore Tasks, PageVersionStore Versions, RepositoryStore Repositories, SeriesStore Series)
{
    /// <summary>Name of a repository; empty when it is gone.</summary>
    public async Task<string> NameAsync(int repositoryId, CancellationToken cancellationToken) =>
        await Repositories.FindAsync(repositoryId, cancellationToken) is { } repository
            ? Core.Repositories.RepositoryAddress.Parse(repository.Address, repository.Kind).Name
            : "";
}
