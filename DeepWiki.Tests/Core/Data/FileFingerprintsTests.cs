using System.Security.Cryptography;
using System.Text;
using DeepWiki.Core.Data.Generations;

namespace DeepWiki.Tests.Core.Data;

/// <summary>Files of two commits compared without either index.</summary>
[Trait("Category", "Unit")]
public sealed class FileFingerprintsTests
{
    [Fact]
    public void Added_removed_and_changed_files_are_counted()
    {
        var before = From(("a", "1"), ("b", "1"), ("c", "1"));
        var after = new FileFingerprints(From(("a", "1"), ("b", "2"), ("d", "1")).ToArray());

        Assert.Equal((3, 3, 0), (before.CountChanges(after), after.CountChanges(before), before.CountChanges(before)));
        Assert.True(after.Contains("d") && !after.Contains("c"));
    }

    [Fact]
    public void A_hundred_thousand_paths_hardly_meet() =>
        Assert.InRange(From([.. Enumerable.Range(0, 100_000).Select(n => ($"src/{n}.cs", "x"))]).Count, 99_990, 100_000);

    private static FileFingerprints From(params (string Path, string Text)[] files) =>
        FileFingerprints.From(files.Select(file => KeyValuePair.Create(file.Path, SHA256.HashData(Encoding.UTF8.GetBytes(file.Text)))));
}
