using DeepWiki.Core.Data.Index;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.Wikis.Documents;
using DeepWiki.Core.Wikis.Modules;
using DeepWiki.Core.Wikis.Outline;

namespace DeepWiki.Core.Wikis.Pages;

/// <summary>The page about the whole: the README's own words, then the parts of the repository and what they use.</summary>
internal sealed class OverviewPage(PageBody body)
{
    private const int ReadmeWords = 750;
    private const int MaxParts = 16;
    private const int MaxLevel = 3;
    private const int MinReadmeWords = 200;
    private const int IntroductionWords = 300;
    private const int MaxPointer = 16;

    public void Write()
    {
        var readme = body.Files.Where(file => SourceLanguage.IsReadme(file.Path) && file.IsProse).MinBy(file => file.Path.Length);
        if (readme is not null)
        {
            WriteReadme(readme);
        }

        if ((readme?.Document.Words ?? 0) < MinReadmeWords
            && body.Files.FirstOrDefault(file => file.IsProse && file != readme
                && file.Stem is "index" or "docs" or "introduction" or "doc") is { } introduction)
        {
            var sections = introduction.Document.Sections().TakeWhile((section, place) => place < 2 || section.Level <= 1).ToList();
            new DocumentWriter(body).Write(introduction, sections, IntroductionWords, hasTitle: false);
        }

        var map = body.Facts.Modules.Modules.Count > 0 ? body.Facts.Modules : FindModules();
        var cited = body.Files.Where(file => file.CanBeCited && file.Blocks.Count > 0).Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        WriteParts(map, cited);
        WriteDiagram(map, cited);
        if (body.Count <= 2)
        {
            new SubjectPage(body).Write(false);
        }
    }

    /// <summary>Sections of the README about the project itself; first steps have a page of their own.</summary>
    private void WriteReadme(SourceFile readme)
    {
        var sections = new List<DocumentSection>();
        var hidden = int.MaxValue;
        foreach (var section in readme.Document.Sections())
        {
            // What stands below a heading that is left out is left out with it.
            hidden = section.Level <= hidden ? int.MaxValue : hidden;
            if (hidden == int.MaxValue && (section.Level > 1 || sections.Exists(other => other.Heading is not null))
                && (section.Level > MaxLevel || DocumentRoles.IsBeginning(section.Title) || DocumentRoles.IsAside(section.Title) || IsUsage(section.Title)))
            {
                hidden = section.Level;
            }

            if (hidden == int.MaxValue && !IsListOfLinks(section) && !IsPointer(section) && !IsAdvertisement(section, sections)
                && (section.Heading is null || section.Blocks.Count > 0))
            {
                sections.Add(section);
            }
        }

        // The title of the README says no more than that of the wiki.
        var lead = sections.TakeWhile(section => section.Level <= 1).SelectMany(section => section.Blocks)
            .Where(block => block.Kind != DocumentBlockKind.Note).ToList();
        var rest = sections.SkipWhile(section => section.Level <= 1).ToList();
        if (lead.Count > 0)
        {
            rest.Insert(0, new DocumentSection(null, lead));
        }

        // The page is called so already.
        var title = Names.Folded(body.Facts.Title);
        var again = rest.FindIndex(section => section.Heading is not null && Names.Folded(section.Title) == title);
        if (again >= 0 && again == (lead.Count > 0 ? 1 : 0))
        {
            rest[again] = rest[again] with { Heading = null };
        }

        new DocumentWriter(body).Write(readme, rest, ReadmeWords, hasTitle: lead.Count == 0);
    }

    // - Installation   - User Guide
    private static bool IsListOfLinks(DocumentSection section) =>
        section.Heading is not null && section.Blocks is [{ Kind: DocumentBlockKind.List } list] && list.Words < 4 * list.Text.Split('\n').Length;

    // See the details in the troubleshooting guide.
    private static bool IsPointer(DocumentSection section) =>
        section.Heading is not null && section.Blocks is [{ Kind: DocumentBlockKind.Paragraph, Words: < MaxPointer } only]
        && only.Plain.StartsWith("See ", StringComparison.Ordinal);

    // A small heading before the first great one, with hardly a word below it, thanks those who pay.
    private static bool IsAdvertisement(DocumentSection section, List<DocumentSection> before) =>
        section.Level > 2 && section.Words < MaxPointer && before.TrueForAll(other => other.Level != 2);

    private static bool IsUsage(string title) =>
        Names.Folded(title) is "usage" or "download" or "downloads" or "building" or "build" or "runningtests" or "tests" or "testing" or "requirements";

    private ModuleMap FindModules()
    {
        var facts = new RepositoryFacts(
            body.Facts.Repository, [.. body.Files
                .Select(file => new FileFacts(file.Path, file.Blocks.Sum(block => block.Lines.Count), []) { Imports = [.. file.Imports] })], "")
        {
            Documents = [.. body.Facts.Files.Where(file => SourceLanguage.IsProse(file.Path))],
            Manifests = [.. body.Facts.Files.Where(file => FileRoles.IsManifest(file.Path) || Path.GetExtension(file.Path) is ".csproj" or ".fsproj")],
            Introductions = [.. body.Facts.Files.Where(file => file.Doc is not null)],
        };
        return new ModuleMapBuilder(facts, body.Files.Where(file => file.IsCode).Select(file => file.Path)).Build();
    }

    private void WriteParts(ModuleMap map, HashSet<string> cited)
    {
        var rows = new List<IReadOnlyList<string>>();
        for (var i = 0; i < map.Modules.Count && rows.Count < MaxParts; i++)
        {
            var module = map.Modules[i];
            if (cited.Contains(module.Path) && (module.Description.Length > 0 || map.UsedBy(i).Count > 0))
            {
                rows.Add(
                [
                    PageMarkup.CellCode(module.Name), SafeText.Escape(module.Description).Replace('\n', ' '),
                    string.Join(", ", map.UsedBy(i).Take(6).Select(PageMarkup.CellCode)), Quotation.Cite(module.Path, module.StartLine, module.EndLine),
                ]);
            }
        }

        // Names alone say no more than the diagram below.
        if (rows.Count < 2 || rows.TrueForAll(row => row[1].Length == 0))
        {
            return;
        }

        body.Begin(WikiWord.Parts);
        body.Add(PageMarkup.Table([body.Words[WikiWord.Name], body.Words[WikiWord.Says], body.Words[WikiWord.UsesParts], body.Words[WikiWord.Source]],
            rows) + "\n");
    }

    private void WriteDiagram(ModuleMap map, HashSet<string> cited)
    {
        // A node stands for lines that can be opened.
        var kept = Enumerable.Range(0, map.Modules.Count).Where(place => cited.Contains(map.Modules[place].Path)).ToList();
        var places = kept.Select((old, place) => (old, place)).ToDictionary(pair => pair.old, pair => pair.place);
        var edges = map.Edges.Where(edge => places.ContainsKey(edge.From) && places.ContainsKey(edge.To))
            .Select(edge => (places[edge.From], places[edge.To], edge.Count));
        if (PageDiagrams.OfModules(new ModuleMap([.. kept.Select(place => map.Modules[place])], [.. edges])) is { } diagram)
        {
            body.AddDiagram(WikiWord.PartDiagram, WikiWord.PartArrows, diagram);
        }
    }
}
