using System.Globalization;
using System.Text;
using DeepWiki.Core.Answering.Citations;
using DeepWiki.Core.Answering.Lookup;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Answering.Tools;

/// <summary>
/// Writes what a look into the repository found as a model reads it: lines in the form of the excerpts of a prompt, their numbers going on, all of it between
/// boundaries and labelled as material.
/// </summary>
internal sealed class ToolText(ShownLines shown)
{
    private const int MaxWords = 10;

    public ToolAnswer Write(CodeHits found)
    {
        var text = new StringBuilder();
        if (found.MissingTerms.Count > 0)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"Not in the repository: {Join(found.MissingTerms.Take(MaxWords))}.");
        }

        if (found.Hits.Count == 0)
        {
            return new ToolAnswer(text.Append("Nothing was found: try other words, or a name with find_symbol.").ToString(), false);
        }

        EvidenceText.Append(text, shown.Add(found.Hits));
        return Finish(text, found.IsCut ? "There is more: ask for less with path or limit, or in closer words." : null);
    }

    public ToolAnswer Write(FileLines file)
    {
        if (file.Skip is { } reason)
        {
            return ToolAnswer.Wrong($"{UntrustedText.NeutralizeLine(file.Path)} has no indexed content ({reason}): look elsewhere.");
        }

        if (file.Blocks.Count == 0)
        {
            return ToolAnswer.Wrong($"None of these lines is indexed; {UntrustedText.NeutralizeLine(file.Path)} has lines 1-{file.TotalLines}.");
        }

        var text = new StringBuilder();
        EvidenceText.Append(text, shown.Add(file.Blocks));
        return Finish(text, file.NextLine is { } next ? $"Cut here: the file has {file.TotalLines} lines; go on with startLine {next}." : null);
    }

    public ToolAnswer Write(FileList list)
    {
        if (list.Entries.Count == 0)
        {
            var place = list.Folder.Length == 0 ? "the repository" : UntrustedText.NeutralizeLine(list.Folder);
            return new ToolAnswer(
                list.Pattern is null ? $"There is no folder or file {place}: begin with list_files without path." : $"No file in {place} matches.", false);
        }

        var text = new StringBuilder();
        EvidenceText.Append(text, "list of files", string.Join('\n', list.Entries.Select(Line)));
        return Finish(text, list.Total > list.Entries.Count ? $"Cut: {list.Total} entries in all; ask with a closer path or pattern." : null);
    }

    public ToolAnswer Write(SymbolHits found)
    {
        if (found.Hits.Count == 0)
        {
            var near = found.NearNames.Count == 0 ? "try search_code." : $"near names are {Join(found.NearNames)}.";
            return new ToolAnswer($"Nothing of that name is declared here; {near}", false);
        }

        var text = new StringBuilder();
        var list = found.Hits.Select(hit =>
            $"{hit.Declaration.Kind.ToString().ToLowerInvariant()} {hit.Declaration.FullName} at {hit.Path}:{hit.Declaration.Line}-{hit.Declaration.EndLine}");
        EvidenceText.Append(text, "list of declarations", string.Join('\n', list));
        EvidenceText.Append(text, shown.Add(found.Hits.Select(hit => hit.Block).OfType<ContextBlock>()));
        return Finish(text, found.IsCut ? "Cut: there are more; give Type.Member." : null);
    }

    public ToolAnswer Write(ReferenceHits found)
    {
        if (found.Blocks.Count == 0)
        {
            return new ToolAnswer(
                found.Declarations.Count == 0
                    ? "No line names it: try find_symbol or search_code with other words."
                    : $"No line but its declarations names it: {Join(found.Declarations.Select(line => $"{line.Path}:{line.StartLine}"))}.",
                false);
        }

        var text = new StringBuilder();
        if (found.Declarations.Count > 0)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"Declared at {Join(found.Declarations.Select(line => $"{line.Path}:{line.StartLine}"))}.");
        }

        // One place is a line or two: they are listed by file, and can be cited by path and line.
        var boundary = EvidenceText.Boundary(found.Blocks.Select(block => block.Text));
        text.AppendLine(CultureInfo.InvariantCulture, $"--- untrusted lines {boundary}");
        foreach (var file in shown.Add(found.Blocks).GroupBy(block => block.Path, StringComparer.Ordinal))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"path: {UntrustedText.NeutralizeLine(file.Key)}");
            text.AppendJoin("", file.Select(block => UntrustedText.NumberLines(block.Text, block.StartLine)));
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"--- end of lines {boundary}");
        return Finish(text, found.IsCut ? $"Cut after {found.Lines} lines: there are more; search_code with path narrows them down." : null);
    }

    public ToolAnswer Write(LookupPage page)
    {
        var text = new StringBuilder();
        EvidenceText.Append(text, "page of the wiki", $"{page.Title}\n\n{page.Markdown}");
        return Finish(text, page.IsCut ? "Cut here: the page goes on." : null);
    }

    private static ToolAnswer Finish(StringBuilder text, string? note) => new((note is null ? text : text.Append(note)).ToString().TrimEnd(), true);

    private static string Join(IEnumerable<string> texts) => string.Join(", ", texts.Select(UntrustedText.NeutralizeLine));

    private static string Line(FileListEntry entry) => entry switch
    {
        { Files: { } files } => $"{entry.Path} ({files} files)",
        { Skip: { } reason } => $"{entry.Path} (not indexed: {reason})",
        _ => $"{entry.Path} ({entry.Lines} lines)",
    };
}
