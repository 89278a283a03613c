using System.Collections.Frozen;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.Wikis.Documents;

namespace DeepWiki.Core.Wikis.Outline;

/// <summary>Tells the role of a document from its path and its title.</summary>
internal static class DocumentRoles
{
    private const int MinWords = 60;
    private const int MinGuideWords = 40;

    private static readonly string[] Beginnings =
    [
        "install", "with gradle", "with maven", "getting started", "gettingstarted", "get started", "quick start", "quickstart", "tutorial", "first steps",
            "setup", "set up", "hello world", "入门", "使い方",
        "はじめ", "安装", "インストール", "설치", "установка", "instalación", "instalação", "cài đặt",
    ];

    private static readonly FrozenSet<string> LeftNames = Words(
        "changelog changes history news release releases releaseprocess releasechecklist releasenotes license licence copying notice authors maintainers "
        + "contributors owners codeofconduct conduct security governance roadmap support versioning todo "
        + "faqs pullrequesttemplate issuetemplate aipolicy agents claude gemini "
        + "irp codeowners thanks sponsors backers citation glossarywords wordlist requirements resources cheatsheets librariesandcontributions whatsnew "
        + "upgrading migration packagereadme nugetreadme privacy funding projectsusing users adopters gitworkflow");

    private static readonly FrozenSet<string> LeftFolders = Words(
        "sep rfc rfcs proposals proposal adr decisions enhancements blog blogs archive archives news releases release-notes whatsnew changelogs issue_template "
        + "bench benches benchmark benchmarks benchsuite runs licenses i18n translations community legacy v1 v2 v3 v4 v5 v6 v7 _templates node_modules");

    private static readonly FrozenSet<string> ContributingNames = Words("contributing contribute development developing hacking building testing devguide");

    public static DocumentRole Of(Document document, RepositoryMap map)
    {
        var path = document.Path;
        var folders = path.Split('/')[..^1];
        var name = Path.GetFileNameWithoutExtension(path);
        var folded = Names.Folded(name);
        if (FileRoles.Of(path) == FileRole.Foreign || FileKinds.Classify(path).HasFlag(FileKind.Test)
            || folders.Any(folder => LeftFolders.Contains(folder.ToLowerInvariant())))
        {
            return DocumentRole.Left;
        }

        if (ContributingNames.Contains(folded) && folders.Length <= 1)
        {
            return DocumentRole.Contributing;
        }

        if (folders.Any(folder => folder is ['.', ..]) || LeftNames.Contains(folded) || LeftNames
            .Any(word => word.Length > 8 && folded.StartsWith(word, StringComparison.Ordinal)))
        {
            return DocumentRole.Left;
        }

        // docs/index.md is about the whole.
        if ((folded == "index" && folders.Length <= 1 && document.Words > 0) || (folders.Length <= 1 && folded == "introduction"))
        {
            return DocumentRole.Introduction;
        }

        if (SourceLanguage.IsReadme(path))
        {
            return folders.Length == 0 ? DocumentRole.Readme
                : folders.Any(folder => folder.StartsWith("example", StringComparison.OrdinalIgnoreCase)
                    || folder.StartsWith("sample", StringComparison.OrdinalIgnoreCase))
                    ? DocumentRole.Examples
                : map.Core.Any(file => file.IsBelow(string.Join('/', folders))) ? DocumentRole.FolderReadme
                : document.Words >= MinWords && folders.Length == 1 && folders[0] is "docs" or "doc" ? DocumentRole.Topic : DocumentRole.Left;
        }

        if (Path.GetExtension(path).Equals(".txt", StringComparison.OrdinalIgnoreCase)
            || folders.Any(folder => folder is "examples" or "example" or "samples" or "templates"))
        {
            return DocumentRole.Left;
        }

        return document.Words >= MinGuideWords && (IsBeginning(name.Replace('-', ' ').Replace('_', ' ')) || IsBeginning(document.Title))
            && folders.Length <= 2 ? DocumentRole.Guide
            : document.Words >= MinWords ? DocumentRole.Topic : DocumentRole.Left;
    }

    /// <summary>True when a heading announces first steps.</summary>
    public static bool IsBeginning(string heading) =>
        heading.Length is > 0 and <= 60 && Array.Exists(Beginnings, word => heading.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>True when a heading announces nothing about the subject: a list of contents, a licence, an address.</summary>
    public static bool IsAside(string heading)
    {
        var folded = Names.Folded(heading);
        return LeftNames.Contains(folded) || folded.StartsWith("contribut", StringComparison.Ordinal)
            || folded is "tableofcontents" or "contents" or "badges" or "links" or "seealso" or "references" or "acknowledgements" or "acknowledgments"
                or "credits" or "community" or "documentation" or "moreinformation" or "furtherreading" or "currentprojectteammembers"
                or "nuget" or "donate" or "contact" or "codeofconduct" or "relatedprojects" or "docscommunity" or "disclaimer" or "sponsor" or "stars"
                or "starhistory" or "tctechnicalcommittee" or "triagers"
                or "gettinghelp" or "securityissues" or "vulnerabilityreporting" or "people" or "tcemeritimembers"
                or "emeritustriagers" or "screenshots" or "translations";
    }

    private static FrozenSet<string> Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
