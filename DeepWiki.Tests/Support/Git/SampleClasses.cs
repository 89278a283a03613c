namespace DeepWiki.Tests.Support.Git;

/// <summary>Sources of one small class each.</summary>
internal static class SampleClasses
{
    public static RepositoryBuilder AddTo(RepositoryBuilder git, int count)
    {
        for (var i = 0; i < count; i++)
        {
            git.File($"src/File{i}.cs", Text(i, ""));
        }

        return git;
    }

    public static string Text(int number, string comment) =>
        $"namespace Sample;\n\n/// <summary>Number {number} {comment}</summary>\npublic sealed class Type{number}\n{{\n    public int Value{number} => "
            + $"{number};\n}}\n";
}
