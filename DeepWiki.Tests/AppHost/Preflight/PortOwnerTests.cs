using DeepWiki.AppHost.Preflight;

namespace DeepWiki.Tests.AppHost.Preflight;

[Trait("Category", "Unit")]
public sealed class PortOwnerTests
{
    [Fact]
    public void Only_listening_sockets_of_the_port_count()
    {
        string[] table =
        [
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
            "   0: 0100007F:1F41 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 8231 1 0000 100 0 0 10 0",
            "   1: 0100007F:1F41 0100007F:9C40 01 00000000:00000000 00:00000000 00000000     0        0 8232 1 0000 100 0 0 10 0",
            "   2: 0100007F:1F42 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 8233 1 0000 100 0 0 10 0",
        ];

        Assert.Equal(["8231"], PortOwner.Inodes(table, 8001));
    }
}
