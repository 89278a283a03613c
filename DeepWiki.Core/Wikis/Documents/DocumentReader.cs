using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Wikis.Documents;

/// <summary>Reads files for people as documents.</summary>
internal static class DocumentReader
{
    private const int MaxLineLength = 4_000;

    /// <summary>The document whose lines the index has in these blocks.</summary>
    public static Document Read(string path, IReadOnlyList<ContextBlock> blocks)
    {
        var found = new List<DocumentBlock>();
        var contents = new List<(string Heading, string Target)>();
        foreach (var block in blocks)
        {
            string[] lines = [.. block.Text.Split('\n').Select(line => RepositoryLink.Clean(line.Length <= MaxLineLength ? line.TrimEnd('\r') : ""))];
            if (Path.GetExtension(path).Equals(".rst", StringComparison.OrdinalIgnoreCase))
            {
                var reader = new RestructuredReader(block.StartLine);
                found.AddRange(reader.Read(lines));
                contents.AddRange(reader.Contents);
            }
            else
            {
                found.AddRange(MarkdownReader.Read(lines, block.StartLine));
            }
        }

        return new Document(path, found) { Contents = contents };
    }
}
