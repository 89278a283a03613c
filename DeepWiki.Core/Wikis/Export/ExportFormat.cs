namespace DeepWiki.Core.Wikis.Export;

/// <summary>Formats of an export.</summary>
public enum ExportFormat
{
    /// <summary>One file with a table of contents.</summary>
    Markdown,

    /// <summary>One document with everything.</summary>
    Json,

    /// <summary>A file for each page, <c>llms.txt</c>, <c>llms-full.txt</c> and <c>wiki.json</c>.</summary>
    Zip,

    /// <summary>A site that needs no server, packed.</summary>
    Html,
}
