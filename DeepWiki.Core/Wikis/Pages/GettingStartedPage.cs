using DeepWiki.Core.SourceCode;
using DeepWiki.Core.Wikis.Documents;
using DeepWiki.Core.Wikis.Modules;
using DeepWiki.Core.Wikis.Outline;

namespace DeepWiki.Core.Wikis.Pages;

/// <summary>The page of first steps: what README and guides say on installing, running and testing, and what manifests prove.</summary>
internal sealed class GettingStartedPage(PageBody body)
{
    private const int GuideWords = 700;
    private const int AllWords = 1_500;
    private const int MaxRows = 24;

    public void Write()
    {
        var left = AllWords;
        var documents = body.Files.Where(file => file.IsProse && file.Document.Blocks.Count > 0)
            .OrderByDescending(file => SourceLanguage.IsReadme(file.Path) && Beginnings(file.Document).Count > 0).ToList();
        foreach (var file in documents)
        {
            var sections = Beginnings(file.Document);
            if (SourceLanguage.IsReadme(file.Path) || (sections.Count > 0 && !DocumentRoles.IsBeginning(file.Document.Title) && !IsNamedSo(file.Path)))
            {
                left -= sections.Count == 0 ? 0 : Math.Min(left, GuideWords) - new DocumentWriter(body).Write(file, sections, Math.Min(left, GuideWords),
                    hasTitle: true);
            }
            else if (left > 0)
            {
                left -= Math.Min(left, GuideWords) - new DocumentWriter(body).Write(file, file.Document.Sections(), Math.Min(left, GuideWords), hasTitle: true);
            }
        }

        var packages = body.Facts.Files.Select(PackageReader.Read).OfType<Package>()
            .Where(package => body.Files.Any(file => file.Path == package.Path && file.CanBeCited)).ToList();
        WriteTable(
            WikiWord.Installation, [WikiWord.Name, WikiWord.Command],
            packages.Where(package => package.Install is not null)
                .Select(package => (package.Path, new ManifestEntry(package.Name, package.Install ?? "", package.Line))));
        WriteTable(
            WikiWord.Requirements, [WikiWord.Name, WikiWord.Version],
            packages.SelectMany(package => package.Requirements.Select(entry => (package.Path, entry))));
        WriteTable(
            WikiWord.Commands, [WikiWord.Command, WikiWord.Runs], packages.SelectMany(package => package.Scripts.Select(entry => (package.Path, entry))));
    }

    private static bool IsNamedSo(string path) => DocumentRoles.IsBeginning(Path.GetFileNameWithoutExtension(path).Replace('-', ' ').Replace('_', ' '));

    /// <summary>Sections that begin something, with all below them.</summary>
    private static List<DocumentSection> Beginnings(Document document)
    {
        var chosen = new List<DocumentSection>();
        var level = int.MaxValue;
        foreach (var section in document.Sections())
        {
            if (section.Level <= level)
            {
                level = (section.Level > 1 || chosen.Count > 0 || section != document.Sections().FirstOrDefault(other => other.Heading is not null))
                    && (DocumentRoles.IsBeginning(section.Title) || IsStep(section.Title)) ? section.Level : int.MaxValue;
            }

            if (level < int.MaxValue)
            {
                chosen.Add(section);
            }
        }

        return chosen;
    }

    private static bool IsStep(string title) =>
        Names.Folded(title) is "usage" or "building" or "build" or "running" or "runningtests" or "tests" or "testing" or "requirements"
        or "download" or "prerequisites" or "configuration" or "buildingfromsource" or "cli" or "development" or "docker";

    private void WriteTable(WikiWord heading, IReadOnlyList<WikiWord> heads, IEnumerable<(string Path, ManifestEntry Entry)> entries)
    {
        var rows = entries.Take(MaxRows)
            .Select(row => new[] { PageMarkup.CellCode(row.Entry.Name), PageMarkup.CellCode(row.Entry.Value),
                Quotation.Cite(row.Path, row.Entry.Line, row.Entry.Line) }).ToList();
        if (rows.Count > 0)
        {
            body.Begin(heading);
            body.Add(PageMarkup.Table([.. heads.Select(word => body.Words[word]), body.Words[WikiWord.Source]], rows) + "\n");
        }
    }
}
