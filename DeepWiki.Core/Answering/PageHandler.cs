using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Answering.Tasks;
using DeepWiki.Core.Wikis.Model;

namespace DeepWiki.Core.Answering;

/// <summary>Reads the files that a page of a wiki, or teaching material, is written from.</summary>
internal sealed class PageHandler(PageFiles files)
{
    public async Task<AnswerTask> PrepareAsync(AnswerRequest request, PageIntent intent, CancellationToken cancellationToken) =>
        new PageTask(await ReadAsync(request, intent.Title, intent.Files, cancellationToken)) { Brief = intent.Brief };

    public async Task<AnswerTask> PrepareAsync(AnswerRequest request, PresentationIntent intent, CancellationToken cancellationToken) =>
        new PresentationTask(intent, await ReadAsync(request, intent.Title ?? request.RepositoryName, ["README.md"], cancellationToken));

    private async Task<PageFacts> ReadAsync(AnswerRequest request, string title, IReadOnlyList<string> named, CancellationToken cancellationToken) =>
        new(title, request.RepositoryName, request.Language, await files.ReadAsync(request.Index, title, named, cancellationToken));
}
