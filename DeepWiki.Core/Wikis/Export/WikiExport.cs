using System.Globalization;
using System.Text;

namespace DeepWiki.Core.Wikis.Export;

/// <summary>Writes wikis in the formats in which they leave the service.</summary>
public static class WikiExport
{
    private const int MaxNameLength = 100;

    /// <summary>Content type of a format.</summary>
    public static string ContentType(ExportFormat format) => format switch
    {
        ExportFormat.Markdown => "text/markdown; charset=utf-8",
        ExportFormat.Json => "application/json",
        _ => "application/zip",
    };

    /// <summary>Name of the file: of letters, digits, dots, hyphens and underscores of ASCII alone.</summary>
    public static string FileName(ExportedWiki wiki, ExportFormat format)
    {
        var name = wiki.Repository[(wiki.Repository.LastIndexOf('/') + 1)..];
        var safe = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '_')).TrimStart('.');
        var ending = format switch { ExportFormat.Markdown => "md", ExportFormat.Json => "json", ExportFormat.Zip => "zip", _ => "html.zip" };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(safe.Length == 0 ? "wiki" : safe[..Math.Min(safe.Length, MaxNameLength)])}-wiki-{wiki.Commit[..Math.Min(8, wiki.Commit.Length)]}.{ending}");
    }

    /// <summary>The file. Text is UTF-8 without a byte order mark.</summary>
    public static byte[] Write(ExportedWiki wiki, ExportFormat format) => format switch
    {
        ExportFormat.Markdown => Encoding.UTF8.GetBytes(MarkdownBook.Write(wiki)),
        ExportFormat.Json => WikiJson.Write(wiki),
        ExportFormat.Zip => MarkdownArchive.Write(wiki),
        ExportFormat.Html => HtmlSite.Write(wiki),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };
}
