using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using DeepWiki.Benchmarks.Corpus;
using DeepWiki.Benchmarks.Hosting;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Wikis.Model;
using DeepWiki.Core.Wikis.Outline;
using DeepWiki.Core.Wikis.Pages;
using DeepWiki.Indexer.Indexing.Files;
using DeepWiki.Core.Git.Objects;
using DeepWiki.Benchmarks.Evaluation;

namespace DeepWiki.Benchmarks.Wikis;

/// <summary><c>wiki PATH… --out DIR</c>: indexes local repositories and writes their wikis without a model, a Markdown file a page.</summary>
internal static partial class WikiCommand
{
    private const int PageBytes = 600_000;

    private static readonly Argument<string[]> Paths = new("path") { Description = "Local Git repositories.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string> Out = new("--out") { Description = "Folder to write to; each wiki has a folder in it.", Required = true };
    private static readonly Option<bool> Concise = new("--concise") { Description = "Few pages in one list." };
    private static readonly Option<string> Language = new("--language") { Description = "Code of a language.", DefaultValueFactory = _ => "en" };

    public static Command Create()
    {
        var command = new Command("wiki", "Writes the wiki of local repositories without a model, to be read.") { Paths, Out, Concise, Language };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var stores = await LocalStores.StartAsync(cancellationToken);
        await using var host = await IndexHost.StartAsync(
            stores.Postgres, stores.Redis, new Dictionary<string, string?>(StringComparer.Ordinal), cancellationToken);
        foreach (var path in parsed.GetValue(Paths) ?? [])
        {
            var name = LocalRepositoryName.FromPath(path);
            var history = new History(path);
            if (!ObjectId.TryParse(await history.ResolveAsync("HEAD", cancellationToken), out var commit))
            {
                throw new InvalidOperationException($"'{path}' has no commit.");
            }

            var source = host.Get<RepositorySources>().Open(await history.GitDirectoryAsync(cancellationToken), commit);
            var (index, job) = await host.IndexAsync(name, source, [], cancellationToken);
            var clock = System.Diagnostics.Stopwatch.StartNew();
            var folder = Path.Combine(parsed.GetValue(Out) ?? ".", name);
            var pages = await WriteAsync(
                host, index, name, folder, parsed.GetValue(Concise) ? OutlineDetail.Concise : OutlineDetail.Comprehensive, parsed.GetValue(Language) ?? "en",
                cancellationToken);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name}: {job.Files} files, {pages} pages in {clock.Elapsed.TotalSeconds:0.0} s"));
        }
    }

    private static async Task<int> WriteAsync(
        IndexHost host, ActiveIndex index, string name, string folder, OutlineDetail detail, string language, CancellationToken cancellationToken)
    {
        var contents = new IndexContents(host.DataSource);
        var outline = OutlineBuilder.Build(await contents.ReadFactsAsync(index, name, cancellationToken), detail, language);
        Directory.CreateDirectory(folder);
        var addresses = outline.Pages.ToDictionary(page => page.Id, page => $"{page.Id}-{NoWord().Replace(page.Title.ToLowerInvariant(), "-").Trim('-')}.md",
            StringComparer.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(folder, "README.md"), Contents(outline, addresses), cancellationToken);
        foreach (var page in outline.Pages)
        {
            var others = outline.Pages.Where(other => other != page)
                .Select(other => new PageLink(other.Title, addresses[other.Id], other.Description, other.Files)
                {
                    IsRelated =
                    page.Related.Contains(other.Id)
                });
            var facts = new PageFacts(page.Title, name, language, await contents.ReadFilesAsync(index, page.Files, PageBytes, cancellationToken))
            {
                Pages = [.. others],
                Modules = outline.Modules,
            };
            await File.WriteAllTextAsync(Path.Combine(folder, addresses[page.Id]), string.Concat(PageWriter.Write(facts)), cancellationToken);
        }

        return outline.Pages.Count;
    }

    private static string Contents(WikiOutline outline, Dictionary<string, string> addresses)
    {
        string Item(OutlinePage page) => $"- [{page.Title}]({addresses[page.Id]}) ({page.Importance}, {page.Files.Count} files): {page.Description}\n";
        var byId = outline.Pages.ToDictionary(page => page.Id, StringComparer.Ordinal);
        var sections = outline.Sections.Count == 0 ? outline.Pages.Select(Item)
            : outline.Sections.Select(section => $"\n## {section.Title}\n\n{string.Concat(section.Pages.Select(id => Item(byId[id])))}");
        return $"# {outline.Title}\n\n{outline.Description}\n\n{string.Concat(sections)}";
    }

    [GeneratedRegex(@"[^\p{L}\p{N}]+", RegexOptions.NonBacktracking)]
    private static partial Regex NoWord();
}
