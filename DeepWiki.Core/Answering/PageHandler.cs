using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Answering.Tasks;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Localization;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Wikis.Model;
using DeepWiki.Core.Wikis.Outline;

namespace DeepWiki.Core.Answering;

/// <summary>Reads the files that a page of a wiki, or teaching material, is written from.</summary>
internal sealed class PageHandler(PageFiles files, IndexContents contents)
{
    public async Task<AnswerTask> PrepareAsync(AnswerRequest request, PageIntent intent, CancellationToken cancellationToken) =>
        new PageTask(await ReadAsync(request, intent, cancellationToken)) { Brief = intent.Brief };

    public async Task<AnswerTask> PrepareAsync(AnswerRequest request, PresentationIntent intent, CancellationToken cancellationToken) =>
        new PresentationTask(intent, await ReadAsync(request, intent.Title ?? request.RepositoryName, ["README.md"], cancellationToken));

    // The page about the whole shows the parts of all of it, which no list of files tells.
    private async Task<PageFacts> ReadAsync(AnswerRequest request, PageIntent intent, CancellationToken cancellationToken)
    {
        var facts = await ReadAsync(request, intent.Title, intent.Files, cancellationToken) with { Pages = intent.Pages };
        if (intent.Pages.Count == 0 || intent.Title != new LocalizedText(request.Language)[WikiWord.Overview])
        {
            return facts;
        }

        var repository = await contents.ReadFactsAsync(request.Index, request.RepositoryName, cancellationToken);
        return facts with { Modules = OutlineBuilder.Build(repository, OutlineDetail.Comprehensive, request.Language).Modules };
    }

    private async Task<PageFacts> ReadAsync(AnswerRequest request, string title, IReadOnlyList<string> named, CancellationToken cancellationToken) =>
        new(title, request.RepositoryName, request.Language, await files.ReadAsync(request.Index, title, named, cancellationToken));
}
