using System.Text;
using DeepWiki.Core.Data.Generations.Pages;

namespace DeepWiki.Core.Wikis.Rendering;

/// <summary>A stored page with the addresses that open its citations.</summary>
/// <param name="Markdown">Its text.</param>
/// <param name="Citations">Its citations, with their places in this text.</param>
/// <param name="Diagrams">Its diagrams, with their places in this text.</param>
public sealed record RenderedPage(string Markdown, IReadOnlyList<PageCitation> Citations, IReadOnlyList<PageDiagram> Diagrams)
{
    /// <summary>Fills in the addresses.</summary>
    /// <param name="content">The page as stored.</param>
    /// <param name="addressOf">Address of lines of a file: path, first and last line; empty for none.</param>
    public static RenderedPage From(PageContent content, Func<string, int, int, string> addressOf)
    {
        var text = new StringBuilder(content.Markdown.Length + (64 * content.Citations.Count));
        var citations = new List<PageCitation>(content.Citations.Count);
        var shifts = new List<(int Position, int Shift)> { (0, 0) };
        var at = 0;
        foreach (var citation in content.Citations)
        {
            text.Append(content.Markdown, at, citation.Position - at);
            var address = addressOf(citation.Path, citation.StartLine, citation.EndLine);
            var link = WrittenCitation.Link(citation.Path, citation.StartLine, citation.EndLine, address);
            citations.Add(citation with { Position = text.Length, Length = link.Length });
            text.Append(link);
            at = citation.Position + citation.Length;
            shifts.Add((at, text.Length - at));
        }

        text.Append(content.Markdown, at, content.Markdown.Length - at);
        return new RenderedPage(text.ToString(), citations, [.. content.Diagrams.Select(Move)]);

        PageDiagram Move(PageDiagram diagram) =>
            diagram with { Position = diagram.Position + shifts.FindLast(shift => shift.Position <= diagram.Position).Shift };
    }
}
