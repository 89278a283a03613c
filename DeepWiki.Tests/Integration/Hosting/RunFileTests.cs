#if !USE_ASPIRE
using System.Diagnostics;
using System.Text.Json;
using DeepWiki.AppHost.Hosting.Processes;

namespace DeepWiki.Tests.Integration.Hosting;

[Trait("Category", "Integration")]
public sealed class RunFileTests
{
    [Fact]
    public async Task Orphans_of_a_killed_host_are_ended_with_their_folders()
    {
        var token = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("deepwiki-test-").FullName;
        var temporary = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        using var orphan = Process.Start(new ProcessStartInfo("setsid", ["sleep", "600"]) { UseShellExecute = false })!;
        RunFileEntry[] entries = [new("sleeper", orphan.Id, ProcessTable.StartTime(orphan.Id), Native.Terminate, Folder: null), new("data", 0, StartTime: null, 0, temporary)];
        await File.WriteAllTextAsync(Path.Combine(folder, "1.json"), JsonSerializer.Serialize(entries), token);

        await RunFile.EndOrphansAsync(folder);

        await orphan.WaitForExitAsync(token);
        Assert.False(Directory.Exists(temporary));
        Assert.Empty(Directory.GetFiles(folder, "*.json"));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_file_of_a_living_host_is_left_alone()
    {
        var folder = Directory.CreateTempSubdirectory("deepwiki-test-").FullName;
        using var held = new RunFile(folder);

        await RunFile.EndOrphansAsync(folder);

        Assert.Single(Directory.GetFiles(folder, "*.json"));
    }

    [Fact]
    public void Two_hosts_never_choose_the_same_port()
    {
        var folder = Directory.CreateTempSubdirectory("deepwiki-test-").FullName;
        using var first = new PortAllocator(folder);
        using var second = new PortAllocator(folder);

        int[] ports = [.. Enumerable.Range(0, 20).SelectMany(_ => new[] { first.Allocate(), second.Allocate() })];

        Assert.Equal(ports.Length, ports.Distinct().Count());
        Assert.All(ports, port => Assert.InRange(port, PortAllocator.First, PortAllocator.Last));
    }
}
#endif
