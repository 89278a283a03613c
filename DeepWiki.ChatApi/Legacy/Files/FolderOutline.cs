using System.Buffers;
using System.Text;
using DeepWiki.ChatApi.Http.Json;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;
using DeepWiki.Core.Git.Objects;
using DeepWiki.Core.Repositories;

namespace DeepWiki.ChatApi.Legacy.Files;

/// <summary>Lists the files of a local folder below an allowed root, and reads its README. No link is followed.</summary>
internal sealed class FolderOutline(LocalFolders folders, FolderWalk walk) : IDisposable
{
    // Walking blocks a thread.
    private const int MaxAtOnce = 4;

    // Enough for a prompt.
    private const int MaxReadmeLength = 100_000;

    private static readonly string[] UnwantedFolders = ["__pycache__", "node_modules"];

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly SemaphoreSlim walks = new(MaxAtOnce);

    /// <summary>The answer as JSON.</summary>
    /// <exception cref="DeepWikiException">There is no such folder, it is not allowed, or it is too large.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var folder = folders.Resolve(RepositoryAddress.Parse(path, RepositoryKind.Local)).Path;
        await walks.WaitAsync(cancellationToken);
        try
        {
            var files = new List<TreePath>();
            var readme = "";
            foreach (var (file, info) in walk.List(folder, IsWanted, cancellationToken))
            {
                if (info is null || file.FileName.StartsWith('.') || file.FileName == "__init__.py")
                {
                    continue;
                }

                files.Add(file);
                if (readme.Length == 0 && string.Equals(file.FileName, "readme.md", StringComparison.OrdinalIgnoreCase))
                {
                    readme = await ReadTextAsync(info, cancellationToken);
                }
            }

            return Write(files, readme);
        }
        finally
        {
            walks.Release();
        }
    }

    public void Dispose() => walks.Dispose();

    private static bool IsWanted(string folder) => !folder.StartsWith('.') && !UnwantedFolders.Contains(folder, StringComparer.Ordinal);

    private static async Task<string> ReadTextAsync(FileInfo file, CancellationToken cancellationToken)
    {
        // What has no length may be a pipe or a device, which would never end.
        if (file.Length == 0)
        {
            return "";
        }

        try
        {
            await using var stream = file.OpenRead();
            var bytes = new byte[Math.Min(file.Length, MaxReadmeLength)];
            var count = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            return Text(bytes.AsSpan(0, count), isCut: file.Length > MaxReadmeLength);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    // Text that is not UTF-8 is no README. Where it was cut, the rest of a character is missing.
    private static string Text(ReadOnlySpan<byte> bytes, bool isCut)
    {
        var end = bytes.Length;
        while (isCut && end > 0 && (bytes[end - 1] & 0xc0) == 0x80)
        {
            end--;
        }

        try
        {
            return Strict.GetString(isCut && end > 0 && bytes[end - 1] >= 0xc0 ? bytes[..(end - 1)] : bytes[..end]);
        }
        catch (DecoderFallbackException)
        {
            return "";
        }
    }

    private static ReadOnlyMemory<byte> Write(List<TreePath> files, string readme)
    {
        // By code point, which is the order of the bytes.
        files.Sort((a, b) => a.Bytes.SequenceCompareTo(b.Bytes));
        var bytes = new ArrayBufferWriter<byte>();
        var target = new JsonTarget(bytes, indented: false);
        target.BeginObject();
        target.Name("file_tree"u8);
        target.Text(string.Join('\n', files.Select(file => file.Shown)));
        target.Name("readme"u8);
        target.Text(readme);
        target.EndObject();
        return bytes.WrittenMemory;
    }
}
