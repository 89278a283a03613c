using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Wikis.Export;

namespace DeepWiki.ChatApi.Wikis.Exports;

/// <summary>Brings a generation of a wiki into the form in which it leaves the service.</summary>
internal sealed class WikiExporter(WikiReader reader)
{
    /// <summary>The generation with all its pages that can be read. Citations open at the host, or name path and lines.</summary>
    public async Task<ExportedWiki> ReadAsync(OpenedWiki wiki, WikiGeneration generation, CancellationToken cancellationToken)
    {
        var (plan, address) = (generation.Plan, wiki.Address);
        var pages = await reader.ReadPagesAsync(generation, cancellationToken);
        return new ExportedWiki(
            plan.Title.Length > 0 ? plan.Title : address.Name, plan.Description, address.IsLocal ? address.Repository : address.Name,
            address.IsLocal ? null : address.ToString(), plan.Commit, plan.Language, generation.Number, generation.State.ToString().ToLowerInvariant(),
            generation.FinishedAt ?? generation.StartedAt, plan.Sections,
            [
                .. pages.Select(pair => ExportedPage.From(
                    pair.Page, pair.Version, (path, first, last) => address.Permalink(pair.Version.Commit, path, first, last)?.ToString())),
            ]);
    }

    /// <summary>Text that differs whenever an export of the generation does.</summary>
    public static string Identity(ExportedWiki wiki) => string.Join(
        '\n',
        wiki.Pages.Select(page => $"{page.Slug} {page.WrittenAt.UtcTicks}")
            .Prepend($"{wiki.Url} {wiki.Title} {wiki.Generation} {wiki.State} {wiki.Commit}"));
}
