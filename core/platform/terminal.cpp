// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/terminal.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace sotto::platform {
namespace {

constexpr std::size_t kMaxLine = 1024;

/// The terminal without echo, as long as this lives.
class Silence {
public:
    explicit Silence(int terminal) : m_terminal(terminal)
    {
        m_known = ::tcgetattr(terminal, &m_before) == 0;
        auto silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        silent.c_lflag |= ECHONL;
        if (m_known)
            m_known = ::tcsetattr(terminal, TCSAFLUSH, &silent) == 0;
    }

    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;

    ~Silence()
    {
        if (m_known)
            ::tcsetattr(m_terminal, TCSAFLUSH, &m_before);
    }

    bool works() const { return m_known; }

private:
    int m_terminal;
    bool m_known = false;
    termios m_before{};
};

}  // namespace

Result<SecretBytes> readSecretLine(int descriptor)
{
    SecretBytes line(kMaxLine, SecretBytes::Memory::Locked);
    std::size_t size = 0;
    for (;;) {
        std::uint8_t byte = 0;
        const auto got = ::read(descriptor, &byte, 1);  // no buffer that we could not wipe
        if (got <= 0 || byte == '\n')
            break;
        if (size == kMaxLine)
            return Error{Errc::Malformed, "line too long"};
        line.data()[size++] = byte;
    }
    line.shrink(size);
    if (line.empty())
        return Error{Errc::Malformed, "nothing was typed"};
    return line;
}

Result<SecretBytes> askSecret(std::string_view prompt)
{
    const int terminal = ::open("/dev/tty", O_RDWR | O_CLOEXEC);
    if (terminal < 0)
        return Error{Errc::NotFound, "no terminal"};
    const Silence silence(terminal);
    Result<SecretBytes> line = Error{Errc::NotFound, "the terminal cannot be silenced"};
    if (silence.works() && ::write(terminal, prompt.data(), prompt.size()) >= 0)
        line = readSecretLine(terminal);
    ::close(terminal);
    return line;
}

}  // namespace sotto::platform
