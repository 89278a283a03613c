using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Answering.TextFilters;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Wikis.Model;
using DeepWiki.Core.Wikis.Pages;

namespace DeepWiki.Core.Answering.Tasks;

/// <summary>A page of a wiki to write. Its title and list of sources are the server's own.</summary>
/// <param name="Facts">Its title and files.</param>
internal sealed record PageTask(PageFacts Facts) : AnswerTask
{
    /// <summary>The order for the page beside its title and files.</summary>
    public PageBrief Brief { get; init; } = PageBrief.None;

    public override AnswerSources Sources => new([.. Facts.Files.SelectMany(file => file.Blocks)], null);

    public override ITextFilter CreateModelFilter() => new PageText(Facts.Title);

    public override string WriteHead(AnswerRequest request) =>
        PageWriter.Head(Facts.Title, [.. Facts.Files.Select(file => (file.Path, LinkTo(request, file)))], request.Language);

    private static string LinkTo(AnswerRequest request, PageFile file) =>
        request.LinkTo(file.Path, 1, file.Blocks.Count == 0 ? 1 : file.Blocks[^1].EndLine);
}
