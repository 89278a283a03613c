using DeepWiki.Tests.Support.Git;

namespace DeepWiki.Tests.Indexer.Wikis;

/// <summary>A small project of three modules with documents, as wikis are made of.</summary>
internal static class SampleProject
{
    public static void Fill(RepositoryBuilder git)
    {
        git.File("README.md", Readme);
        git.File(
            "docs/storage.md",
            "# Storage\n\nRows are kept in segments. A segment is never changed once it is written.\n\n## Compaction\n\nOld segments are joined in "
                + "the background.\n"
        );
        foreach (var module in Modules)
        {
            git.File($"src/{module}/{module}Service.cs", Service(module, ""));
            git.File($"src/{module}/{module}Options.cs", Options(module));
            git.File(
                $"src/{module}/I{module}Sink.cs",
                $"namespace Sample.{module};\n\n/// <summary>Takes what {module} gives out.</summary>\npublic interface I{module}Sink\n"
                    + $"{{\n    /// <summary>Takes one item.</summary>\n    void Take(string item);\n}}\n"
            );
        }

        git.File(
            "Sample.csproj",
            "<Project Sdk=\"Microsoft.NET.Sdk\">\n  <PropertyGroup>\n    <Description>Keeps rows in segments.</Description>\n  </PropertyGroup>\n</Project>\n"
        );
    }

    public static readonly string[] Modules = ["Storage", "Queue", "Retry"];

    public const string Readme =
        "# Sample\n\nSample keeps rows in segments and serves them over a queue. Failed writes are tried again.\n\n## Installation\n\nRun `dotnet add "
            + "package Sample`.\n\n## Usage\n\nCreate a `StorageService` and call `Run`.\n";

    public static string Service(string module, string comment) =>
        $$"""
            using Sample.{{Modules[(Array.IndexOf(Modules, module) + 1) % Modules.Length]}};

            namespace Sample.{{module}};

            /// <summary>Runs the {{module}} of the sample{{comment}}. It reads its options once and goes on until it is stopped.</summary>
            public sealed class {{module}}Service
            {
                private readonly {{module}}Options options = new();

                /// <summary>Begins the work and returns when all of it is done.</summary>
                public void Run(int count)
                {
                    for (var i = 0; i < count; i++)
                    {
                        Step(i);
                    }
                }

                /// <summary>Does one step of the {{module}}, and tells whether another one is needed.</summary>
                public bool Step(int number) => number < options.Limit;

                /// <summary>Stops the {{module}} after the step that is under way.</summary>
                public void Stop() => options.Limit = 0;
            }

            """;

    private static string Options(string module) =>
        $"namespace Sample.{module};\n\n/// <summary>Options of the {module}.</summary>\npublic sealed class {module}Options\n"
            + $"{{\n    /// <summary>Most steps that are done. Default 10.</summary>\n    public int Limit {{ get; set; }} = 10;\n}}\n";
}
