using System.Runtime.CompilerServices;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Wikis.Model;
using DeepWiki.Core.Wikis.Outline;

namespace DeepWiki.ChatApi.Answers;

/// <summary>
/// Answers with the outline of a wiki. A model's outline is read, mended and written anew before any of it is sent, so that what the client
/// gets always parses; one that cannot be read is asked for once more, and then the outline that the index itself gives takes its place.
/// </summary>
internal sealed class OutlineAnswer(IndexContents contents, ModelAnswer model) : IAnswerWriter
{
    private const int MaxCharacters = 1024 * 1024;
    private const int PieceCharacters = 2048;

    public async IAsyncEnumerable<string> WriteAsync(AnswerRequest ask, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var marks = OutlineMarks.Parse(ask.Request.Question) ?? new OutlineMarks("", OutlineDetail.Comprehensive);
        var facts = await contents.ReadFactsAsync(ask.Index, ask.RepositoryName, cancellationToken);
        if (facts.Readme.Length == 0)
        {
            facts = facts with { Readme = marks.Readme };
        }

        var outline = ask.IsLocal ? null : await AskAsync(ask, facts, marks.Detail, cancellationToken);
        var text = OutlineXml.Write(outline ?? OutlineBuilder.Build(facts, marks.Detail, ask.Request.Language), marks.Detail);
        foreach (var piece in Pieces.Of(text, PieceCharacters))
        {
            yield return piece;
        }
    }

    private async Task<WikiOutline?> AskAsync(AnswerRequest ask, RepositoryFacts facts, OutlineDetail detail, CancellationToken cancellationToken)
    {
        var paths = facts.Files.Select(file => file.Path).ToList();
        var prompt = OutlinePrompt.Build(ask.RepositoryName, paths, facts.Readme, detail, ask.LanguageName, ask.Model.ContextTokens);
        var context = AnswerContexts.Of(ask, "", []);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var messages = attempt == 0 ? prompt : [.. prompt, OutlinePrompt.Again()];
            var text = await model.GatherAsync(ask, context, _ => messages, MaxCharacters, cancellationToken);
            if (text is not null && OutlineXml.Read(text) is { Pages.Count: > 0 } outline)
            {
                return OutlineRepair.Repair(outline, facts, detail, ask.Request.Language);
            }
        }

        return null;
    }
}
