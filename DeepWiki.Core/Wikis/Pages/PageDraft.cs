using System.Text;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.Wikis.Model;
using DeepWiki.Core.Wikis.Outline;

namespace DeepWiki.Core.Wikis.Pages;

/// <summary>Writes the head of a page and chooses what it is: about the whole, the first steps, examples or a subject.</summary>
internal static class PageDraft
{
    public static WrittenPage Write(PageFacts facts)
    {
        var body = new PageBody(facts);
        WriteHead(body);
        var start = body.Count;
        if (body.Files.Any(file => file.Blocks.Count > 0))
        {
            if (facts.Title == body.Words[WikiWord.Overview])
            {
                new OverviewPage(body).Write();
            }
            else if (facts.Title == body.Words[WikiWord.GettingStarted])
            {
                new GettingStartedPage(body).Write();
            }
            else
            {
                new SubjectPage(body).Write(facts.Title == body.Words[WikiWord.Examples]);
            }

            WriteNext(body);
        }

        if (body.Count == start)
        {
            body.Add($"{body.Words[WikiWord.NoText]}\n");
        }

        return body.Finish();
    }

    private static void WriteHead(PageBody body)
    {
        var head = new StringBuilder("<details>\n<summary>Relevant source files</summary>\n\n");
        foreach (var file in body.Files)
        {
            head.Append($"- {(file.Whole is null ? Markup.Plain(file.Path) : $"[{file.Path}]()")}\n");
        }

        body.Add(head.Append("\n</details>\n\n").ToString());
        body.Add(PageWriter.Title(body.Facts.Title, body.Facts.Language));
    }

    /// <summary>Pages to read next: all of them below the page about the whole, else those that are related.</summary>
    private static void WriteNext(PageBody body)
    {
        var isOverview = body.Facts.Title == body.Words[WikiWord.Overview];
        var pages = body.Facts.Pages.Where(page => page.Title != body.Facts.Title && page.Address.Length > 0 && (isOverview || page.IsRelated)).ToList();
        if (pages.Count == 0)
        {
            return;
        }

        body.Begin(WikiWord.NextPages);
        var items = pages.Select(page =>
            $"- [{Markup.Plain(page.Title)}]({page.Address}){(page.Description.Length > 0 ? $": {Documents.SafeText.Escape(page.Description)}" : "")}");
        body.Add($"{string.Join('\n', items)}\n");
    }
}
