using System.Runtime.CompilerServices;
using DeepWiki.ChatApi.Answers.TextFilters;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Wikis.Model;
using DeepWiki.Core.Wikis.Pages;

namespace DeepWiki.ChatApi.Answers;

/// <summary>Makes slides, lists of slides and workshops.</summary>
internal sealed class PresentationAnswer(PageFiles files, ModelAnswer model) : IAnswerWriter
{
    public async IAsyncEnumerable<string> WriteAsync(AnswerRequest ask, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var kind = RequestIntents.Of(ask.Request);
        var title = SlideMarks.TitleOf(ask.Request.Question) ?? ask.RepositoryName;
        var chosen = await files.ReadAsync(ask, title, ["README.md"], cancellationToken);
        var pieces = ask.IsLocal
            ? WrittenText.StreamAsync(
                ask,
                Write(kind, new PageFacts(title, ask.RepositoryName, ask.Request.Language, chosen)),
                chosen,
                verifier => FilterOf(kind, verifier),
                cancellationToken)
            : AskAsync(ask, kind, chosen, cancellationToken);
        await foreach (var piece in pieces)
        {
            yield return piece;
        }
    }

    private IAsyncEnumerable<string> AskAsync(AnswerRequest ask, RequestIntent kind, IReadOnlyList<PageFile> chosen, CancellationToken cancellationToken)
    {
        var blocks = PromptBudget.Share([.. chosen.Select(file => file.Blocks)], ask.Model.ContextTokens);
        return model.StreamAsync(
            ask,
            AnswerContexts.Of(ask, ask.Request.Question, blocks),
            shown => PresentationPrompt.Build(shown, FormOf(kind), ask.LanguageName, ask.Model.ContextTokens),
            verifier => FilterOf(kind, verifier),
            cancellationToken);
    }

    private static IReadOnlyList<string> Write(RequestIntent kind, PageFacts facts) => kind switch
    {
        RequestIntent.SlideList => SlideWriter.SlideList(facts),
        RequestIntent.Slide => SlideWriter.Slide(facts, facts.Title),
        _ => SlideWriter.Workshop(facts),
    };

    private static string FormOf(RequestIntent kind) => kind switch
    {
        RequestIntent.SlideList => "a numbered list, one line a slide, each as \"N. Title: what it shows\",",
        RequestIntent.Slide => "the raw HTML of one slide, not in a code block,",
        _ => "Markdown, not in a code block,",
    };

    // HTML and lists of titles hold no references, and a bracket in a script must stay what it is.
    private static ITextFilter FilterOf(RequestIntent kind, CitationVerifier verifier) =>
        kind == RequestIntent.Workshop ? new CitationFilter(verifier) : new FilterChain();
}
