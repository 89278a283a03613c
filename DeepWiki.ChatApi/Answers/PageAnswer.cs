using System.Runtime.CompilerServices;
using DeepWiki.ChatApi.Answers.TextFilters;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Wikis.Model;
using DeepWiki.Core.Wikis.Pages;

namespace DeepWiki.ChatApi.Answers;

/// <summary>Writes one page of a wiki from the files it is about; the list of sources and the title are the server's own in any case.</summary>
internal sealed class PageAnswer(PageFiles files, ModelAnswer model) : IAnswerWriter
{
    public async IAsyncEnumerable<string> WriteAsync(AnswerRequest ask, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var marks = PageMarks.Parse(ask.Request.Question) ?? new PageMarks(ask.RepositoryName, []);
        var chosen = await files.ReadAsync(ask, marks.Title, marks.Files, cancellationToken);
        var pieces = ask.IsLocal
            ? WrittenText.StreamAsync(
                ask,
                PageWriter.Write(new PageFacts(marks.Title, ask.RepositoryName, ask.Request.Language, chosen)),
                chosen,
                verifier => new CitationFilter(verifier),
                cancellationToken)
            : AskAsync(ask, marks, chosen, cancellationToken);
        await foreach (var piece in pieces)
        {
            yield return piece;
        }
    }

    private async IAsyncEnumerable<string> AskAsync(
        AnswerRequest ask, PageMarks marks, IReadOnlyList<PageFile> chosen, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var blocks = PromptBudget.Share([.. chosen.Select(file => file.Blocks)], ask.Model.ContextTokens);
        var head = PageWriter.Head(marks.Title, [.. chosen.Select(file => (file.Path, LinkTo(ask, file)))], ask.Request.Language);
        var answer = model.StreamAsync(
            ask,
            AnswerContexts.Of(ask, marks.Title, blocks),
            shown => PagePrompt.Build(marks.Title, shown, ask.LanguageName),
            verifier => new FilterChain(new PageText(marks.Title), new CitationFilter(verifier)),
            cancellationToken);
        var hasBegun = false;
        await foreach (var piece in answer)
        {
            // Before the first text the model may still fail, and an error is no page.
            yield return hasBegun ? piece : head + piece;
            hasBegun = true;
        }

        if (!hasBegun)
        {
            throw new DeepWikiException(ErrorCode.ModelIncomplete, "The model wrote no page.") { Provider = ask.Model.Provider };
        }
    }

    private static string LinkTo(AnswerRequest ask, PageFile file) =>
        ask.LinkTo(file.Path, 1, file.Blocks.Count == 0 ? 1 : file.Blocks[^1].EndLine);
}
