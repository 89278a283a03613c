using System.Buffers.Binary;
using System.Security.Cryptography;
using DeepWiki.Core.Git.Objects;

namespace DeepWiki.Core.Git;

/// <summary>
/// Tells the states of a folder that is no repository apart, in the place of a commit: a hash over paths, sizes, rights and times of
/// change. Contents are not read, since every question asks for it; a change that keeps size and time is not seen, as with make and rsync.
/// </summary>
public sealed class FolderFingerprint(FolderWalk walk, TimeProvider time)
{
    // Longer than any file system's clock stands still.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    /// <summary>The state of the folder now. What is written after this returns has another.</summary>
    public async Task<ObjectId> ComputeAsync(string folder, CancellationToken cancellationToken)
    {
        var newest = DateTime.MinValue;
#pragma warning disable CA5350 // Stands where Git has a commit's name, with as many bytes; nothing is protected by it.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
        var state = new byte[20];
        foreach (var item in walk.List(folder, cancellationToken))
        {
            Array.Clear(state);
            if (item.File is { } file)
            {
                // Pipes and devices have no length; neither has a file that is gone by now.
                var changed = file.LastWriteTimeUtc;
                newest = changed > newest ? changed : newest;
                BinaryPrimitives.WriteInt64BigEndian(state, file.Exists ? file.Length : 0);
                BinaryPrimitives.WriteInt64BigEndian(state.AsSpan(8), changed.Ticks);
                BinaryPrimitives.WriteInt32BigEndian(state.AsSpan(16), (int)file.UnixFileMode);
            }

            hash.AppendData(item.Path.Bytes);
            hash.AppendData([0]);
            hash.AppendData(state);
        }

        // A file that was written in this very tick could be written again without a trace.
        if ((time.GetUtcNow().UtcDateTime - newest).Duration() < Tick)
        {
            await Task.Delay(Tick, time, cancellationToken);
        }

        return ObjectId.FromBytes(hash.GetHashAndReset());
    }
}
