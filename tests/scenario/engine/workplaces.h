// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/scenario/engine/person.h"

namespace sotto::test {

/// Dana's laptop and desk, and Lee; everybody has spoken, so that all devices are known.
struct Workplaces : World {
    Workplaces() : laptop(*this, "dana"), desk(*this, "dana"), lee(*this, "lee")
    {
        laptop.signIn();
        desk.signIn();
        lee.signIn();
        lee.send(laptop.address(), "hello");
        settle();
        laptop.send(lee.address(), "from the laptop");
        settle();
        desk.send(lee.address(), "from the desk");
        settle();
    }

    Person laptop;
    Person desk;
    Person lee;
};

}  // namespace sotto::test
