using System.Text.Json;
using DeepWiki.ChatApi.Legacy.OpenApi;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.ChatApi.Security;
using DeepWiki.ChatApi.Wikis;
using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Generations.Pages;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Data.Wikis;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.Wikis.Rendering;
using WikiReader = DeepWiki.ChatApi.Wikis.WikiReader;

namespace DeepWiki.ChatApi.Legacy.Wikis;

/// <summary>The wikis that the service made, as clients of the original list, read and delete wikis. They stand behind those that clients saved.</summary>
internal sealed class MadeWikis(WikiStore wikis, RepositoryStore repositories, WikiReader reader, TenancyPolicy tenancy)
{
    private const string LocalOwner = "local";

    private static readonly string[] ImportanceNames = ["low", "medium", "high"];

    /// <summary>The wikis with their names, newest first.</summary>
    public async Task<IReadOnlyList<WikiEntry>> ListAsync(CancellationToken cancellationToken)
    {
        var entries = new List<WikiEntry>();
        foreach (var (wiki, repository) in await ReadAsync(cancellationToken))
        {
            entries.Add(new WikiEntry(KeyOf(wiki, repository), wiki.UpdatedAt));
        }

        return [.. entries.DistinctBy(entry => entry.Key)];
    }

    /// <summary>The content of the newest wiki with these names; null when there is none.</summary>
    public async Task<byte[]?> FindAsync(WikiKey key, string? host, CancellationToken cancellationToken) =>
        await FindNamedAsync(key, host, cancellationToken) is [var (wiki, repository), ..] ? await WriteAsync(wiki, repository, key, cancellationToken) : null;

    /// <summary>Deletes every wiki with these names, and says whether there was one.</summary>
    public async Task<bool> DeleteAsync(WikiKey key, string? host, CancellationToken cancellationToken)
    {
        var found = await FindNamedAsync(key, host, cancellationToken);
        foreach (var (wiki, _) in found)
        {
            await wikis.DeleteAsync(wiki.Id, cancellationToken);
        }

        return found.Count > 0;
    }

    private async Task<List<(StoredWiki Wiki, StoredRepository Repository)>> FindNamedAsync(WikiKey key, string? host, CancellationToken cancellationToken) =>
    [
        .. (await ReadAsync(cancellationToken)).Where(pair => KeyOf(pair.Wiki, pair.Repository) == key
            && (host is null || host == (pair.Repository.Host.Length == 0 ? pair.Repository.Path : pair.Repository.Host))),
    ];

    private async Task<List<(StoredWiki Wiki, StoredRepository Repository)>> ReadAsync(CancellationToken cancellationToken)
    {
        var read = new List<(StoredWiki, StoredRepository)>();
        foreach (var wiki in await wikis.ListPublishedAsync(seesAll: tenancy.IsSingle, cancellationToken))
        {
            if (await repositories.FindAsync(wiki.Identity.RepositoryId, cancellationToken) is { } repository)
            {
                read.Add((wiki, repository));
            }
        }

        return read;
    }

    // A client names a repository by its last two segments, and a folder by its own name.
    private static WikiKey KeyOf(StoredWiki wiki, StoredRepository repository)
    {
        var segments = repository.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var owner = repository.Kind == RepositoryKind.Local || segments.Length < 2 ? LocalOwner : segments[^2];
        return new WikiKey(repository.Kind.ToString().ToLowerInvariant(), owner, segments.LastOrDefault() ?? "", wiki.Identity.Language);
    }

    private async Task<byte[]> WriteAsync(StoredWiki wiki, StoredRepository repository, WikiKey key, CancellationToken cancellationToken)
    {
        var opened = new OpenedWiki(wiki, repository, RepositoryAddress.Parse(repository.Address, repository.Kind));
        var generation = await reader.FindAsync(wiki, new GenerationQuery(null, null), cancellationToken);
        var pages = (await reader.ReadPagesAsync(generation, cancellationToken)).Select(pair => Page(opened, pair.Page, pair.Version)).ToList();
        var sections = generation.Plan.Sections;
        var inner = sections.SelectMany(section => section.Sections).ToHashSet(StringComparer.Ordinal);
        var isLocal = repository.Kind == RepositoryKind.Local;
        var body = new SavedWikiBody
        {
            WikiStructure = new WikiStructureBody
            {
                Id = "wiki",
                Title = generation.Plan.Title,
                Description = generation.Plan.Description,
                Pages = pages,
                Sections = sections.Count == 0 ? null :
                [
                    .. sections.Select(section => new WikiSectionBody
                    {
                        Id = section.Id, Title = section.Title, Pages = section.Pages, Subsections = section.Sections,
                    }),
                ],
                RootSections = sections.Count == 0 ? null : [.. sections.Select(section => section.Id).Where(id => !inner.Contains(id))],
            },
            GeneratedPages = pages.ToDictionary(page => page.Id, StringComparer.Ordinal),
            RepoUrl = isLocal ? "" : opened.Address.ToString(),
            Repo = new RepositoryInfoBody
            {
                Owner = key.Owner,
                Repo = key.Repository,
                Type = key.Type,
                LocalPath = isLocal ? repository.Path : null,
                RepoUrl = isLocal ? null : opened.Address.ToString(),
            },
            Provider = wiki.Provider,
            Model = wiki.Model,
        };
        return JsonSerializer.SerializeToUtf8Bytes(body, RepositoryResponse.Json);
    }

    private static WikiPageBody Page(OpenedWiki wiki, GenerationPage page, PageVersion version)
    {
        var link = wiki.LinkAt(version.Commit);
        var head = string.Concat(page.Plan.Files.Select(file => $"- [{file}]({link(file, 1, 1)})\n"));
        return new WikiPageBody
        {
            Id = page.Plan.Slug,
            Title = page.Plan.Title,
            Content = $"<details>\n<summary>Relevant source files</summary>\n\n{head}\n</details>\n\n{RenderedPage.From(version.Content, link).Markdown}",
            FilePaths = page.Plan.Files,
            Importance = ImportanceNames[page.Plan.Importance],
            RelatedPages = page.Plan.Related,
        };
    }
}
