using System.Buffers.Text;
using System.Text;
using DeepWiki.Core.Errors;

namespace DeepWiki.Core.Git.Objects;

/// <summary>Parses the records of <c>ls-tree -l -z</c> and <c>diff-tree --raw -z</c>.</summary>
internal static class TreeLine
{
    /// <summary>A record such as <c>100644 blob ID    1234&lt;TAB&gt;src/a.cs</c>; null for a folder.</summary>
    public static TreeEntry? Parse(ReadOnlySpan<byte> record)
    {
        var tab = record.IndexOf((byte)'\t');
        Span<Range> fields = stackalloc Range[5];
        var head = tab < 0 ? default : record[..tab];
        var count = Split(head, fields);
        if (count != 4 || !ObjectId.TryParse(head[fields[2]], out var id))
        {
            throw new DeepWikiException(ErrorCode.IndexFailed, "A tree of the repository cannot be read.");
        }

        if (head[fields[1]].SequenceEqual("tree"u8))
        {
            return null;
        }

        // A blob that was left out of the fetch for its size has none that git could tell.
        var size = Utf8Parser.TryParse(head[fields[3]], out long bytes, out _) ? bytes : head[fields[3]].SequenceEqual("BAD"u8) ? long.MaxValue : 0;

        return new TreeEntry(new TreePath(record[(tab + 1)..]), ToMode(head[fields[0]]), id, size);
    }

    /// <summary>A header such as <c>:100644 100644 OLD NEW M</c>; its path is the next record.</summary>
    public static TreeChange ParseChange(ReadOnlySpan<byte> header)
    {
        Span<Range> fields = stackalloc Range[6];
        var count = Split(header, fields);
        if (count != 5 || !ObjectId.TryParse(header[fields[2]], out var before) || !ObjectId.TryParse(header[fields[3]], out var after))
        {
            throw new DeepWikiException(ErrorCode.IndexFailed, "The difference of two commits cannot be read.");
        }

        return new TreeChange(new TreePath(""), before, after, after.IsZero ? null : ToMode(header[fields[1]]));
    }

    private static EntryMode ToMode(ReadOnlySpan<byte> mode) => Encoding.ASCII.GetString(mode) switch
    {
        "100644" or "100664" => EntryMode.File,
        "100755" => EntryMode.Executable,
        "120000" => EntryMode.Symlink,
        "160000" => EntryMode.Submodule,
        _ => EntryMode.Other,
    };

    private static int Split(ReadOnlySpan<byte> text, Span<Range> fields)
    {
        var count = 0;
        for (var i = 0; i < text.Length && count < fields.Length;)
        {
            if (text[i] == ' ')
            {
                i++;
                continue;
            }

            var length = text[i..].IndexOf((byte)' ');
            var end = length < 0 ? text.Length : i + length;
            fields[count++] = i..end;
            i = end;
        }

        return count;
    }
}
