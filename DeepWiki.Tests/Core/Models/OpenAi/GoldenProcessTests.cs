using System.Diagnostics;
using DeepWiki.Tests.Core.Models.Embeddings;

namespace DeepWiki.Tests.Core.Models.OpenAi;

/// <summary>
/// The golden values once more in processes of other circumstances: without vector instructions, optimised from the first call, and in the
/// language whose small and capital letters differ most from what programs expect.
/// </summary>
[Trait("Category", "Integration")]
public sealed class GoldenProcessTests : IDisposable
{
    private const string Invariant = "\"System.Globalization.Invariant\": true";

    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(120);
    private static readonly string Program = typeof(GoldenProcessTests).Assembly.Location;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("deepwiki-golden-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("DOTNET_EnableHWIntrinsic", "0")]
    [InlineData("DOTNET_EnableAVX2", "0")]
    [InlineData("DOTNET_TieredCompilation", "0")]
    [InlineData("LC_ALL", "tr_TR.UTF-8")]
    public async Task Another_process_gets_the_same_terms_and_vectors(string variable, string value) => AssertPassed(await RunAsync(variable, value, []));

    // The services run without the rules of any language; a process that has them shows that nothing leans on that.
    [Fact]
    public async Task Turkish_rules_of_case_change_nothing()
    {
        var settings = await File.ReadAllTextAsync(Path.ChangeExtension(Program, ".runtimeconfig.json"), Token);
        Assert.Contains(Invariant, settings, StringComparison.Ordinal);
        var turkish = Path.Combine(folder.FullName, "turkish.runtimeconfig.json");
        await File.WriteAllTextAsync(
            turkish, settings.Replace(Invariant, Invariant.Replace("true", "false", StringComparison.Ordinal), StringComparison.Ordinal), Token);

        var output = await RunAsync("LC_ALL", "tr_TR.UTF-8", ["exec", "--runtimeconfig", turkish]);

        Assert.SkipWhen(output.Contains("valid ICU package", StringComparison.Ordinal), "This machine has no library with the rules of languages.");
        AssertPassed(output);
    }

    private static void AssertPassed(string output)
    {
        Assert.Contains("Errors: 0, Failed: 0, Skipped: 0", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Total: 0", output, StringComparison.Ordinal);
    }

    /// <summary>This program again, for the golden values alone.</summary>
    private static async Task<string> RunAsync(string variable, string value, IEnumerable<string> host)
    {
        var start = new ProcessStartInfo("dotnet", [.. host, Program, "-noLogo", "-noColor", "-class", typeof(GoldenValueTests).FullName ?? ""])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment[variable] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
        try
        {
            var errors = process.StandardError.ReadToEndAsync(Token);
            var output = await process.StandardOutput.ReadToEndAsync(Token).WaitAsync(WaitTimeout, Token);
            await process.WaitForExitAsync(Token).WaitAsync(WaitTimeout, Token);
            return output + await errors;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
